using k8s.Models;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Benchmarks;

internal sealed record SteadyScope(V1Deployment Parent, IReadOnlyList<KubeObject> Children);
