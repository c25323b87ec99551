//! The tower service that a spec becomes.

mod act;
mod attempt;
mod decide;
mod htmx;
mod mount;
mod own;
mod soft;
mod subresource;

use crate::action::DEFAULT_LIMIT;
use crate::app::{App, Hosted};
use crate::cx::Cx;
use crate::error::Error;
use crate::failure::Failure;
use crate::handlers::Handlers;
use crate::render::plain_document_error;
use crate::table::Tables;
use crate::view::Html;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode};
use std::any::Any;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::ServiceExt;
use tower::util::BoxCloneSyncService;

/// A spec with its app, as a tower service: a fallback or a nested service of an [`axum::Router`], or a
/// service on its own.
///
/// What no page matches goes to the `not_found` of the deepest layout that matched, else to what
/// [`or`](Service::or) named, else to the file's `not_found` (M4).
#[derive(Clone)]
pub struct Service {
    spec: Arc<Spec>,
    next: Vec<Next>,
}

/// What does not change while the service runs.
struct Spec {
    app: Arc<dyn App>,
    tables: &'static Tables,
    build: HeaderValue,
    /// How much of a body an action reads.
    body_limit: usize,
}

#[derive(Clone)]
enum Next {
    Transom(Service),
    Other(BoxCloneSyncService<Request, Response, Infallible>),
}

impl Service {
    /// What no page matches goes to `next`. Called again, it appends: another spec's service hands on
    /// what it does not match, any other service answers everything and so comes last.
    #[must_use]
    pub fn or<S>(mut self, next: S) -> Self
    where
        S: tower::Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        S::Response: IntoResponse,
        S::Future: Send + 'static,
    {
        if matches!(self.next.last(), Some(Next::Other(_))) {
            tracing::error!("`Service::or` after a service that answers everything: nothing gets here");
        }
        let spec = (&next as &dyn Any).downcast_ref::<Self>().cloned();
        self.next.push(match spec {
            Some(spec) => Next::Transom(spec),
            None => Next::Other(BoxCloneSyncService::new(next.map_response(IntoResponse::into_response))),
        });
        self
    }

    /// Replaces the build id, which tells a browser that its page is of another version. By default it
    /// changes with the spec and the crate's version. A text that no header can hold is left out, and
    /// reported.
    #[must_use]
    pub fn build_id(mut self, build: &str) -> Self {
        match HeaderValue::from_str(build) {
            Ok(build) => {
                let Spec { app, tables, body_limit, .. } = &*self.spec;
                self.spec = Arc::new(Spec { app: app.clone(), tables, build, body_limit: *body_limit });
            }
            Err(_) => tracing::error!("not a build id that a header can hold: {build:?}"),
        }
        self
    }

    /// How many bytes of a body an action reads; more is refused with status 413. 2 MiB by default.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        let Spec { app, tables, build, .. } = &*self.spec;
        self.spec = Arc::new(Spec { app: app.clone(), tables, build: build.clone(), body_limit: bytes });
        self
    }
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Service").field("source", &self.spec.tables.source).finish_non_exhaustive()
    }
}

impl tower::Service<Request<Body>> for Service {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let service = self.clone();
        Box::pin(async move { Ok(service.answer(request).await) })
    }
}

/// For generated code: a spec's tables with an app's handlers.
pub fn service<A: Send + Sync + 'static>(
    app: A,
    tables: &'static Tables,
    handlers: &'static Handlers<A>,
) -> Service {
    let app = Arc::new(Hosted { app: Arc::new(app), handlers });
    let build = HeaderValue::from_static(tables.build);
    Service { spec: Arc::new(Spec { app, tables, build, body_limit: DEFAULT_LIMIT }), next: Vec::new() }
}

/// For generated code: a service as a router.
pub fn router(service: Service) -> axum::Router {
    axum::Router::new().fallback_service(service)
}

/// For generated code: what `document_error` shows where the app has none of its own.
#[must_use]
pub fn document_error(_: &Cx, failure: &Failure<Error>) -> Html {
    let status = match failure {
        Failure::Denied(status) => *status,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    Html::raw(plain_document_error(status))
}
