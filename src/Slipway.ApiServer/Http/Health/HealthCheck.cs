namespace Slipway.ApiServer.Http.Health;

/// <summary>One thing that must be right before the server calls itself ready.</summary>
/// <param name="Name">Its name in <c>/readyz?verbose</c>, such as <c>etcd</c>.</param>
/// <param name="IsHealthy">Asked at each request; quick, and without side effects.</param>
public sealed record HealthCheck(string Name, Func<bool> IsHealthy);
