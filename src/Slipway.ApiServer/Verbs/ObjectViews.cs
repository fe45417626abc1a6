using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>One stored version of an object as clients see it: as it is stored, and in other API versions when somebody asked.</summary>
internal sealed class ObjectViews(StoredObject stored)
{
    private readonly Lock _gate = new();
    private List<(ResourceInfo Version, KubeObject View)>? _others;

    /// <summary>The object as it is stored.</summary>
    public KubeObject Stored { get; } = new(stored.Json);

    public static ObjectViews Of(StoredObject stored) => stored.GetOrAddMetadata(static s => new ObjectViews(s));

    public KubeObject? Find(ResourceInfo version)
    {
        lock (_gate)
        {
            return _others?.Find(o => ReferenceEquals(o.Version, version)).View;
        }
    }

    public KubeObject Add(ResourceInfo version, KubeObject view)
    {
        lock (_gate)
        {
            // Views by definitions that have changed since are of no more use.
            _others?.RemoveAll(o => o.Version.Kind == version.Kind);
            (_others ??= []).Add((version, view));
            return view;
        }
    }
}
