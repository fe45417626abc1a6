using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>A write of ours that the cache has to show before we read it again.</summary>
internal readonly record struct AwaitedWrite(ResourceType Type, ObjectKey Key, Expectation Expectation);
