using k8s.Models;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Fakes;

internal sealed record ChildrenScope(V1Deployment Parent, IReadOnlyList<KubeObject> Children);
