using Slipway.ApiServer.Tables;

namespace Slipway.ApiServer.Registry;

/// <summary>Where a kind keeps what its scale subresource shows.</summary>
/// <param name="SpecReplicas">The wanted number.</param>
/// <param name="StatusReplicas">The number there is.</param>
/// <param name="Selector">The label selector; null when it has none.</param>
internal sealed record ScalePaths(JsonPath SpecReplicas, JsonPath StatusReplicas, JsonPath? Selector);
