using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Adoption;

/// <summary>A control plane Machine that another, or nobody, manages.</summary>
/// <param name="Machine">The Machine.</param>
/// <param name="Config">Its boot configuration.</param>
/// <param name="Secrets">Secrets that its boot configuration owns.</param>
internal sealed record AdoptionCandidate(Machine Machine, Observed<ContractObject> Config, ImmutableArray<KubeObject> Secrets);
