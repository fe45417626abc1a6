using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Controllers;

/// <summary>From changed objects to the keys of a controller.</summary>
internal static class KeyMapping
{
    /// <summary>The controller owner of the reconciled kind, in any version of it.</summary>
    public static IEnumerable<ObjectKey> OwnerOf(KubeObject obj, ResourceType reconciled)
    {
        if (obj.Metadata.ControllerOwner is { } owner
            && owner.Kind == reconciled.Kind.Kind
            && GroupVersionKind.Parse(owner.ApiVersion, owner.Kind).Group == reconciled.Kind.Group)
        {
            yield return new ObjectKey(reconciled.Namespaced ? obj.Metadata.Namespace : "", owner.Name);
        }
    }

    /// <summary>The keys of the object before and after a change: what it no longer points to has changed too.</summary>
    public static IEnumerable<ObjectKey> Of(ObjectChange change, Func<KubeObject, IEnumerable<ObjectKey>> map)
    {
        var before = change.Old is null ? [] : map(change.Old);
        var after = change.New is null ? [] : map(change.New);
        return before.Union(after);
    }

    /// <summary>
    /// The reconciled objects that an index holds under the values of the object before and after, when what matters has changed.
    /// </summary>
    public static IEnumerable<ObjectKey> Of(ObjectChange change, IndexedWatch watch, ObjectStore reconciled)
    {
        if (!Matters(change, watch.Aspect))
        {
            return [];
        }

        return Of(change, obj => watch.Value(obj) is { } value
            ? reconciled.ListByIndex(watch.Index, value).Select(static o => o.Key)
            : []);
    }

    /// <summary>The keys that an object concerned before and concerns after a change, when what matters has changed.</summary>
    public static IEnumerable<ObjectKey> Of(ObjectChange change, MappedWatch watch) => Matters(change, watch.Aspect) ? Of(change, watch.Map) : [];

    private static bool Matters(ObjectChange change, Func<KubeObject, object?>? aspect) =>
        aspect is null || change is not { Old: { } old, New: { } now } || !Equals(aspect(old), aspect(now));
}
