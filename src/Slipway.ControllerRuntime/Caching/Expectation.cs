using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Caching;

/// <summary>What a cache must have seen of one object before it is read again.</summary>
internal abstract record Expectation
{
    /// <summary>Whether it is seen.</summary>
    /// <param name="current">The object as the cache has it; null when it has none.</param>
    /// <param name="seen">The newest version of the kind that the cache has seen.</param>
    public abstract bool IsMet(KubeObject? current, string seen);

    /// <summary>A write that was answered with this version.</summary>
    public sealed record Written(string Version) : Expectation
    {
        public override bool IsMet(KubeObject? current, string seen) =>
            ResourceVersions.IsAtLeast(seen, Version) || current?.Metadata.ResourceVersion == Version;
    }

    /// <summary>An accepted deletion of the object with this UID.</summary>
    public sealed record Deleted(string Uid) : Expectation
    {
        public override bool IsMet(KubeObject? current, string seen) =>
            current is null || current.IsDeleting || current.Metadata.Uid != Uid;
    }

    /// <summary>Another version than this one, which a conflict has shown to be old.</summary>
    public sealed record Newer(string Version) : Expectation
    {
        public override bool IsMet(KubeObject? current, string seen) => current?.Metadata.ResourceVersion != Version;
    }
}
