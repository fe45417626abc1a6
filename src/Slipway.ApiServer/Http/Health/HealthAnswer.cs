using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Answers;

namespace Slipway.ApiServer.Http.Health;

/// <summary>Answers <c>/healthz</c>, <c>/livez</c> and <c>/readyz</c>, and single checks below them, in kube-apiserver's words.</summary>
internal sealed class HealthAnswer(ImmutableArray<HealthCheck> readiness)
{
    private static readonly ImmutableArray<HealthCheck> Liveness = [new HealthCheck("ping", () => true)];

    /// <summary>Whether the path is one of health checks, which nobody has to wait for.</summary>
    public static bool IsAt(PathString path) =>
        path.StartsWithSegments("/healthz", StringComparison.Ordinal)
        || path.StartsWithSegments("/livez", StringComparison.Ordinal)
        || path.StartsWithSegments("/readyz", StringComparison.Ordinal);

    /// <returns>False when the path names no check.</returns>
    public async Task<bool> TrySendAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var path = context.Request.Path.Value!;
        var slash = path.IndexOf('/', 1);
        var root = slash < 0 ? path[1..] : path[1..slash];
        if (root is not ("healthz" or "livez" or "readyz"))
        {
            return false;
        }

        ImmutableArray<HealthCheck> checks = root == "livez" ? Liveness : [.. Liveness, .. readiness];
        if (slash > 0 && path.Length > slash + 1)
        {
            checks = [.. checks.Where(c => c.Name == path[(slash + 1)..])];
            if (checks.IsEmpty)
            {
                return false;
            }
        }

        await SendAsync(context, root, checks, cancellationToken);
        return true;
    }

    private static Task SendAsync(HttpContext context, string root, ImmutableArray<HealthCheck> checks, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder();
        var healthy = true;
        foreach (var check in checks)
        {
            var ok = check.IsHealthy();
            healthy &= ok;
            lines.Append(ok ? $"[+]{check.Name} ok\n" : $"[-]{check.Name} failed: reason withheld\n");
        }

        lines.Append(healthy ? $"{root} check passed\n" : $"{root} check failed\n");
        var text = healthy && !context.Request.Query.ContainsKey("verbose") ? "ok" : lines.ToString();
        return context.Response.SendTextAsync(healthy ? 200 : 500, text, cancellationToken);
    }
}
