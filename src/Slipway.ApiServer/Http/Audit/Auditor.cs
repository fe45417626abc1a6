using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Http.Audit;

/// <summary>Follows requests for the audit log.</summary>
internal sealed class Auditor(AuditLog log, TimeProvider time, IRandomSource random)
{
    private const string Header = "Audit-Id";
    private const int MaxIdLength = 64;

    /// <summary>Names the request, in the answer as well: by the client's own name for it where it has one.</summary>
    public AuditEvent Begin(HttpContext context, Exchange exchange)
    {
        var given = context.Request.Headers[Header].ToString();
        var id = given.Length is > 0 and <= MaxIdLength && !given.AsSpan().ContainsAnyExceptInRange('!', '~') ? given : random.NextGuid().ToString();
        context.Response.Headers[Header] = id;
        exchange.Audit = new AuditAnnotations();
        var audited = new AuditEvent(id, context, exchange, time.GetUtcNow());
        if (exchange.IsLongRunning)
        {
            context.Response.OnStarting(() => log.AddAsync(audited.ToLine("ResponseStarted", time.GetUtcNow())).AsTask());
        }

        return audited;
    }

    public ValueTask EndAsync(AuditEvent audited) => log.AddAsync(audited.ToLine("ResponseComplete", time.GetUtcNow()));
}
