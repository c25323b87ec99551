INSERT INTO users (login, name, address) VALUES
    ('ada', 'Ada Brandt', 'ada@harbour.example'),
    ('grace', 'Grace Okoro', 'grace@harbour.example');
INSERT INTO messages (id, owner, folder, unread, name, address, to_all, subject, at, body) VALUES
(1, 'ada', 'inbox', 1, 'Lena Fischer', 'lena@quayprint.example', 'ada@harbour.example', 'Proofs for the spring catalogue', '2026-05-12 09:14',
'Hello Ada,

the proofs are ready. Two things before we print:

The blue on page 14 comes out darker on the uncoated paper than on screen. I would go five per cent lighter.
The index still says 2025.

If I have your answer by Thursday noon we keep the slot on Friday.

Lena'),
(2, 'ada', 'inbox', 1, 'Grace Okoro', 'grace@harbour.example', 'ada@harbour.example', 'Lunch on Thursday?', '2026-05-12 08:51',
'The place by the lock has a table at half past twelve. Tariq would come too.

Grace'),
(3, 'ada', 'inbox', 0, 'Tariq Aziz', 'tariq@harbour.example', 'ada@harbour.example', 'Notes from Monday', '2026-05-11 16:40',
'What we said, so that nobody has to remember it:

1. The warehouse moves in July, not in June.
2. Grace asks for two more quotes for the racks.
3. Ada talks to the printer about the catalogue.
4. Nobody books holidays in the second week of July.

Tariq'),
(4, 'ada', 'inbox', 1, 'Night trains', 'noreply@trains.example', 'ada@harbour.example', 'Your booking to Copenhagen', '2026-05-11 12:02',
'Dear traveller,

your compartment is booked.

Thu 21 May, 20:05, platform 9
Fri 22 May, 08:32, Copenhagen

Please be there ten minutes early. Bicycles need a ticket of their own.'),
(5, 'ada', 'inbox', 0, 'Mum', 'mum@home.example', 'ada@harbour.example', 'The garden', '2026-05-10 19:27',
'The beans are up! I put the tomatoes out too early again, you may say so.

Your father wants to know whether the ladder is at your place.

Love, Mum'),
(6, 'ada', 'inbox', 0, 'Hostwell billing', 'billing@hostwell.example', 'ada@harbour.example', 'Invoice 4471', '2026-05-10 06:00',
'Your invoice for May is 18.40. It will be taken from your card on the 15th.

Nothing needs to be done.'),
(7, 'ada', 'inbox', 0, 'Sofie Lund', 'sofie@northlight.example', 'ada@harbour.example', 'Re: Two more quotes for the racks', '2026-05-08 14:18',
'Hello Ada,

we can do the racks in galvanised steel for 6,200, put up, or in painted steel for 5,450.

Delivery takes three weeks. Both prices stand until the end of June.

Sofie Lund
Northlight Storage'),
(8, 'ada', 'inbox', 0, 'St Anne''s choir', 'choir@stannes.example', 'ada@harbour.example', 'Rehearsal moves to Wednesday', '2026-05-07 18:00',
'Dear all,

next week''s rehearsal is on Wednesday at seven, in the parish hall: the church is being painted.

Please bring the Fauré.'),
(9, 'ada', 'inbox', 0, 'Harbour office', 'office@harbour.example', 'ada@harbour.example', 'New key cards', '2026-05-06 11:30',
'From the first of June the side door opens with the new cards only. Fetch yours from the office between nine and four.'),
(10, 'ada', 'sent', 0, 'Ada Brandt', 'ada@harbour.example', 'sofie@northlight.example', 'Two more quotes for the racks', '2026-05-07 10:12',
'Hello Sofie,

we need racks for 40 pallets, 2.7 m high. Could you send two quotes, one of them galvanised?

Ada'),
(11, 'ada', 'sent', 0, 'Ada Brandt', 'ada@harbour.example', 'mum@home.example', 'Re: The ladder', '2026-05-03 20:44',
'It is here, behind the bicycles. I bring it on Sunday.

Ada'),
(12, 'ada', 'sent', 0, 'Ada Brandt', 'ada@harbour.example', 'grace@harbour.example', 'The keys of the van', '2026-04-28 17:05',
'They hang in the blue cupboard. The tank is full.

Ada'),
(13, 'ada', 'drafts', 0, 'Ada Brandt', 'ada@harbour.example', 'lena@quayprint.example', 'Re: Proofs for the spring catalogue', '2026-05-12 09:40',
'Hello Lena,

five per cent is fine. For the index: '),
(14, 'ada', 'archive', 0, 'Lena Fischer', 'lena@quayprint.example', 'ada@harbour.example', 'Paper samples', '2026-04-22 09:00',
'Five samples are in the post. Number three is the one I would take.

Lena'),
(15, 'ada', 'archive', 0, 'Grace Okoro', 'grace@harbour.example', 'ada@harbour.example', 'Figures for the first quarter', '2026-04-14 15:21',
'Attached in my head only: 4 % more than last year, and the returns are down by half.

Grace'),
(16, 'ada', 'archive', 0, 'Tariq Aziz', 'tariq@harbour.example', 'ada@harbour.example', 'Who has the projector?', '2026-04-09 08:12',
'It was in the small meeting room on Friday. Now it is not.'),
(17, 'ada', 'archive', 0, 'St Anne''s choir', 'choir@stannes.example', 'ada@harbour.example', 'Summer concert', '2026-04-02 12:00',
'The concert is on 27 June at six. Please tell us by the end of May whether you sing.'),
(18, 'ada', 'trash', 0, 'Hostwell billing', 'billing@hostwell.example', 'ada@harbour.example', 'Invoice 4302', '2026-04-10 06:00',
'Your invoice for April is 18.40.'),
(19, 'grace', 'inbox', 1, 'Tariq Aziz', 'tariq@harbour.example', 'grace@harbour.example', 'Notes from Monday', '2026-05-11 16:40',
'What we said, so that nobody has to remember it:

1. The warehouse moves in July, not in June.
2. Grace asks for two more quotes for the racks.

Tariq'),
(20, 'grace', 'inbox', 0, 'Ada Brandt', 'ada@harbour.example', 'grace@harbour.example', 'The keys of the van', '2026-04-28 17:05',
'They hang in the blue cupboard. The tank is full.

Ada'),
(21, 'grace', 'sent', 0, 'Grace Okoro', 'grace@harbour.example', 'ada@harbour.example', 'Lunch on Thursday?', '2026-05-12 08:51',
'The place by the lock has a table at half past twelve. Tariq would come too.

Grace');
