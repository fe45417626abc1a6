using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Caching;

/// <summary>One change of one object, as a cache has seen it. Changes may be joined while a watch was away, never invented.</summary>
/// <param name="Old">The object before; null when it is new.</param>
/// <param name="New">The object after; null when it is gone.</param>
/// <param name="IsInitial">Whether it is of the first list: the object is new to the cache, not to the world.</param>
public readonly record struct ObjectChange(KubeObject? Old, KubeObject? New, bool IsInitial);
