using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Tests.Simulation;

/// <summary>What a pretended provider does in one pass.</summary>
internal sealed record Script<T>(IReadOnlyList<Effect> Effects, Action<T> Report);
