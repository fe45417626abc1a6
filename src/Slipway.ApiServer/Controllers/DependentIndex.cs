using System.Collections.Immutable;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Controllers;

/// <summary>Which objects name an owner, by the owner's UID. Holds nothing for objects without owners.</summary>
internal sealed class DependentIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<StoreKey>> _byOwner = new(StringComparer.Ordinal);

    public void Change(StoreKey key, ImmutableArray<OwnerReference> before, ImmutableArray<OwnerReference> after)
    {
        if (before.IsEmpty && after.IsEmpty)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var owner in before)
            {
                if (_byOwner.TryGetValue(owner.Uid, out var keys) && keys.Remove(key) && keys.Count == 0)
                {
                    _byOwner.Remove(owner.Uid);
                }
            }

            foreach (var owner in after)
            {
                if (!_byOwner.TryGetValue(owner.Uid, out var keys))
                {
                    _byOwner[owner.Uid] = keys = [];
                }

                keys.Add(key);
            }
        }
    }

    public StoreKey[] Of(string ownerUid)
    {
        lock (_gate)
        {
            return _byOwner.TryGetValue(ownerUid, out var keys) ? [.. keys] : [];
        }
    }
}
