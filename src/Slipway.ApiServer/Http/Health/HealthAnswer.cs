using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http.Answers;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Http.Health;

/// <summary>Answers <c>/healthz</c>, <c>/livez</c> and <c>/readyz</c>, and single checks below them, in kube-apiserver's words.</summary>
internal sealed class HealthAnswer(ImmutableArray<HealthCheck> readiness)
{
    private const string Shutdown = "shutdown";

    // The names that programs ask for; the store lives as long as the process that answers.
    private static readonly ImmutableArray<HealthCheck> Liveness =
        [new HealthCheck("ping", () => true), new HealthCheck("log", () => true), new HealthCheck("etcd", () => true)];

    /// <summary>Whether the path is one of health checks, which nobody has to wait for.</summary>
    public static bool IsAt(PathString path) =>
        path.StartsWithSegments("/healthz", StringComparison.Ordinal)
        || path.StartsWithSegments("/livez", StringComparison.Ordinal)
        || path.StartsWithSegments("/readyz", StringComparison.Ordinal);

    /// <returns>False when the path names no check.</returns>
    public async Task<bool> TrySendAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var path = context.Request.Path.Value!;
        if (path.Length == 0)
        {
            return false; // OPTIONS *
        }

        var slash = path.IndexOf('/', 1);
        var root = slash < 0 ? path[1..] : path[1..slash];
        if (root is not ("healthz" or "livez" or "readyz"))
        {
            return false;
        }

        var checks = ChecksOf(root, context);
        if (slash < 0)
        {
            await SendAllAsync(context, root, checks, cancellationToken);
            return true;
        }

        var name = path[(slash + 1)..];
        if (checks.Find(c => c.Name == name) is not { } check)
        {
            return false;
        }

        var healthy = check.IsHealthy();
        await context.Response.SendTextAsync(
            healthy ? 200 : 500, healthy ? "ok" : $"internal server error: {name} is not as it must be\n", cancellationToken);
        return true;
    }

    // A server that is about to stop is alive, but nobody shall come to it any more.
    private List<HealthCheck> ChecksOf(string root, HttpContext context)
    {
        if (root == "livez")
        {
            return [.. Liveness];
        }

        List<HealthCheck> checks = [.. Liveness, .. readiness];
        if (root == "readyz")
        {
            var closing = context.Features.Get<IEndpointConnectionFeature>()?.Closing ?? CancellationToken.None;
            checks.Add(new HealthCheck(Shutdown, () => !closing.IsCancellationRequested));
        }

        return checks;
    }

    private static Task SendAllAsync(HttpContext context, string root, List<HealthCheck> checks, CancellationToken cancellationToken)
    {
        var excluded = new SortedSet<string>(context.Request.Query["exclude"].OfType<string>(), StringComparer.Ordinal);
        var lines = new StringBuilder();
        var healthy = true;
        foreach (var check in checks)
        {
            if (excluded.Remove(check.Name))
            {
                lines.Append($"[+]{check.Name} excluded: ok\n");
                continue;
            }

            var ok = check.IsHealthy();
            healthy &= ok;
            lines.Append(ok ? $"[+]{check.Name} ok\n" : $"[-]{check.Name} failed: reason withheld\n");
        }

        if (excluded.Count > 0)
        {
            var unknown = string.Join(", ", excluded.Select(GoText.Quote));
            lines.Append($"warn: some health checks cannot be excluded: no matches for {unknown}\n");
        }

        lines.Append(healthy ? $"{root} check passed\n" : $"{root} check failed\n");
        var text = healthy && !context.Request.Query.ContainsKey("verbose") ? "ok" : lines.ToString();
        return context.Response.SendTextAsync(healthy ? 200 : 500, text, cancellationToken);
    }
}
