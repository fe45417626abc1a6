using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Http.Audit;
using Slipway.ApiServer.Http.Health;
using Slipway.ApiServer.Http.Pods;
using Slipway.ApiServer.Metrics;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Http;

/// <summary>What an API server's HTTP front is made of.</summary>
public sealed record ApiServerFrontOptions
{
    /// <summary>Answers the requests.</summary>
    public required IApiServerEngine Engine { get; init; }

    /// <summary>The time by which watches end.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Spreads the ends of watches.</summary>
    public required IRandomSource Random { get; init; }

    /// <summary>Where failures that are nobody's fault but ours are logged.</summary>
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>Decides what users may do.</summary>
    public IRequestAuthorizer Authorizer { get; init; } = new SystemMastersAuthorizer();

    /// <summary>Knows users by token; null when only certificates count.</summary>
    public ITokenAuthenticator? Tokens { get; init; }

    /// <summary>Reaches into pods for <c>portforward</c>, <c>exec</c>, <c>log</c> and so on; null when there are none to reach.</summary>
    public IPodRuntime? Pods { get; init; }

    /// <summary>What <c>/readyz</c> and <c>/healthz</c> ask.</summary>
    public ImmutableArray<HealthCheck> Readiness { get; init; } = [];

    /// <summary>Whose figures <c>/metrics</c> shows besides the requests'.</summary>
    public ImmutableArray<IMetricSource> Metrics { get; init; } = [];

    /// <summary>Where requests are logged; null for nowhere, which costs nothing.</summary>
    public AuditLog? Audit { get; init; }

    /// <summary>What else is served, by path; who may ask is decided as for other paths that are no resources.</summary>
    public IReadOnlyDictionary<string, Func<HttpContext, Task>> Extensions { get; init; } =
        ImmutableDictionary<string, Func<HttpContext, Task>>.Empty;

    /// <summary>
    /// How many writes are served at once; more wait for their turn. As many as commit together before the disk is asked, which is more
    /// than the processors can work on.
    /// </summary>
    public int MaxWritesInFlight { get; init; } = Math.Max(64, 8 * Environment.ProcessorCount);

    /// <summary>
    /// How many reads are served at once; more wait for their turn. A watch counts until it has told what there is. Reads wait for nothing:
    /// more of them than keep the processors busy would only be in the way of others.
    /// </summary>
    public int MaxReadsInFlight { get; init; } = Math.Max(16, 4 * Environment.ProcessorCount);

    /// <summary>How long a request may take, but for those that go on as long as the client wants. kube-apiserver's default.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
