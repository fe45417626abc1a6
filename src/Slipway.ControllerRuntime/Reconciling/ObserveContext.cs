using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Client;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What an observation reads with.</summary>
/// <param name="Cache">Reads that cost nothing: what the watches have told.</param>
/// <param name="Client">Reads of the truth of this moment, for where a duplicate would cost money.</param>
/// <param name="Now">The time of the pass.</param>
public sealed record ObserveContext(IObjectReader Cache, IKubeClient Client, DateTimeOffset Now);
