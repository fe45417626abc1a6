using Slipway.Api.Addons.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.ClusterResourceSetBindings;

/// <summary>Everything that a pass over a ClusterResourceSetBinding decides from.</summary>
internal sealed record BindingScope(ClusterResourceSetBinding Binding, Observed<Cluster> Cluster);
