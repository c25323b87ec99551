//! What the made-up company sells, where, and to whom.

pub(super) struct Product {
    pub(super) name: &'static str,
    pub(super) category: &'static str,
    /// Cents.
    pub(super) price: i64,
    pub(super) stock: i64,
    /// How often it is bought, in no unit.
    pub(super) weight: u64,
    /// By how much more before Christmas.
    pub(super) gift: u64,
    /// At most so many in one order.
    pub(super) most: i64,
}

#[rustfmt::skip]
pub(super) const PRODUCTS: [Product; 16] = [
    Product { name: "House Espresso, 1 kg",    category: "Beans",    price: 2_190,  stock: 840, weight: 190, gift: 0,  most: 12 },
    Product { name: "Sidamo, 1 kg",            category: "Beans",    price: 2_890,  stock: 310, weight: 120, gift: 10, most: 8 },
    Product { name: "Huila Washed, 1 kg",      category: "Beans",    price: 2_690,  stock: 265, weight: 110, gift: 0,  most: 8 },
    Product { name: "Night Shift Decaf, 1 kg", category: "Beans",    price: 2_390,  stock: 34,  weight: 60,  gift: 0,  most: 6 },
    Product { name: "Single Dose Sampler",     category: "Beans",    price: 3_400,  stock: 120, weight: 40,  gift: 90, most: 5 },
    Product { name: "Fanlight Hand Grinder",   category: "Grinders", price: 8_900,  stock: 76,  weight: 38,  gift: 60, most: 2 },
    Product { name: "Mullion 64 Grinder",      category: "Grinders", price: 54_900, stock: 9,   weight: 12,  gift: 4,  most: 1 },
    Product { name: "Spare Burrs, 64 mm",      category: "Grinders", price: 6_900,  stock: 58,  weight: 20,  gift: 0,  most: 2 },
    Product { name: "Lintel Pour-Over Set",    category: "Brewers",  price: 4_900,  stock: 143, weight: 60,  gift: 70, most: 3 },
    Product { name: "Sash French Press",       category: "Brewers",  price: 3_900,  stock: 188, weight: 55,  gift: 40, most: 4 },
    Product { name: "Gooseneck Kettle",        category: "Brewers",  price: 11_900, stock: 21,  weight: 34,  gift: 30, most: 2 },
    Product { name: "Batch Brewer 1.8 l",      category: "Brewers",  price: 32_900, stock: 14,  weight: 14,  gift: 0,  most: 1 },
    Product { name: "Paper Filters, 500",      category: "Supplies", price: 1_290,  stock: 960, weight: 130, gift: 0,  most: 10 },
    Product { name: "Cleaning Tabs, 100",      category: "Supplies", price: 1_890,  stock: 420, weight: 80,  gift: 0,  most: 6 },
    Product { name: "Cappuccino Cups, six",    category: "Cups",     price: 5_400,  stock: 97,  weight: 44,  gift: 40, most: 4 },
    Product { name: "Travel Cup",              category: "Cups",     price: 2_600,  stock: 18,  weight: 50,  gift: 60, most: 6 },
];

#[rustfmt::skip]
pub(super) const CITIES: [(&str, &str); 26] = [
    ("London", "britain"), ("Leeds", "britain"), ("Bristol", "britain"), ("Glasgow", "britain"), ("Cardiff", "britain"), ("London", "britain"),
    ("Amsterdam", "benelux"), ("Ghent", "benelux"), ("Rotterdam", "benelux"), ("Utrecht", "benelux"), ("Luxembourg", "benelux"), ("Antwerp", "benelux"),
    ("Copenhagen", "nordics"), ("Oslo", "nordics"), ("Malmö", "nordics"), ("Turku", "nordics"), ("Aarhus", "nordics"),
    ("Zürich", "alps"), ("Innsbruck", "alps"), ("Munich", "alps"), ("Bolzano", "alps"), ("Graz", "alps"),
    ("Porto", "iberia"), ("Lisbon", "iberia"), ("Valencia", "iberia"), ("Bilbao", "iberia"),
];

const FIRST: [&str; 20] = [
    "Blue Door",
    "Harbour",
    "Corner",
    "Copper",
    "Linden",
    "North Star",
    "Quarter",
    "Paper Moon",
    "Old Mill",
    "Saffron",
    "Tall Window",
    "Garden",
    "Bridge Street",
    "Little Owl",
    "Velvet",
    "Station",
    "Juniper",
    "Sundial",
    "Kingfisher",
    "Attic",
];
const LAST: [&str; 9] =
    ["Café", "Coffee", "Espresso Bar", "Bakery", "Hotel", "Kitchen", "Roasters", "Bookshop", "Bistro"];

/// A different name for each index below 180.
pub(super) fn company(index: u64) -> String {
    let spread = index * 77 % (FIRST.len() * LAST.len()) as u64;
    let (first, last) = (spread as usize % FIRST.len(), spread as usize / FIRST.len());
    format!("{} {}", FIRST[first], LAST[last])
}
