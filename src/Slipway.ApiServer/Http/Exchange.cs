using Slipway.ApiServer.Http.Fairness;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Metrics;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Http;

/// <summary>What is known of a request while it is answered.</summary>
/// <param name="path">Its path, taken apart.</param>
/// <param name="verb">What it wants to do.</param>
/// <param name="started">The clock's timestamp of its arrival.</param>
internal sealed class Exchange(RequestPath path, string verb, long started)
{
    private RequestSeat? _seat;

    public RequestPath Path { get; } = path;

    public string Verb { get; } = verb;

    public long Started { get; } = started;

    /// <summary>Who asks, before impersonation; null until that is known.</summary>
    public RequestUser? Authenticated { get; set; }

    /// <summary>Who asks, after impersonation; null until that is known.</summary>
    public RequestUser? User { get; set; }

    /// <summary>Gets notes for the audit log; null where there is none.</summary>
    public AuditAnnotations? Audit { get; set; }

    /// <summary>What the request was refused with; null when it was not.</summary>
    public KubeStatus? Failure { get; set; }

    /// <summary>Where watch events are counted; null until a watch begins.</summary>
    public RequestSeries? Series { get; set; }

    /// <summary>Whether the answer may go on for as long as the client wants: such requests have no deadline.</summary>
    public bool IsLongRunning => Verb == RequestVerb.Watch || Path.Resource.Subresource is "attach" or "exec" or "proxy" or "log" or "portforward";

    /// <summary>Whether the request asks for no change.</summary>
    public bool IsRead => Verb is RequestVerb.Get or RequestVerb.List or RequestVerb.Watch or "head" or "options";

    public void Take(RequestSeat seat) => _seat = seat;

    /// <summary>Lets another request be served: at the end, or when what is left of a watch is to wait.</summary>
    public void Release() => Interlocked.Exchange(ref _seat, null)?.Dispose();
}
