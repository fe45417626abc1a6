using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>
/// Who has which roles, by subject. It is built when somebody who is no administrator first asks, and kept by the store's commits from
/// then on, so a server that only administrators use pays nothing. Readers take no lock.
/// </summary>
internal sealed class RbacIndex(VersionedStore store) : ICommitObserver
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<SubjectKey, ImmutableArray<RoleGrant>> _grants = new();
    private readonly ConcurrentDictionary<StoreKey, RoleSlot> _roles = new();
    private readonly Dictionary<StoreKey, List<(SubjectKey Subject, RoleGrant Grant)>> _bindings = [];
    private volatile bool _listens;
    private volatile bool _loaded;

    public void Committed(StoreEventKind kind, StoredObject current, StoredObject? before)
    {
        if (_listens && RbacResources.Contains(current.Key.Resource))
        {
            lock (_gate)
            {
                Refresh(current.Key);
            }
        }
    }

    /// <summary>What a user, as such or by a group, has by the bindings of one namespace, or of the cluster.</summary>
    public ImmutableArray<RoleGrant> Of(in SubjectKey subject)
    {
        if (!_loaded)
        {
            Load();
        }

        return _grants.TryGetValue(subject, out var grants) ? grants : [];
    }

    /// <summary>Everything a user has in a namespace; only what counts everywhere when the namespace is empty.</summary>
    public List<RoleGrant> Of(RequestUser user, string ns)
    {
        var grants = new List<RoleGrant>();
        foreach (var place in ns.Length == 0 ? [""] : new[] { "", ns })
        {
            grants.AddRange(Of(new SubjectKey(place, SubjectKind.User, user.Name)));
            foreach (var group in user.Groups)
            {
                grants.AddRange(Of(new SubjectKey(place, SubjectKind.Group, group)));
            }
        }

        return grants;
    }

    /// <summary>The role that a binding in a namespace, or of the cluster, means; null when it is not there.</summary>
    public RoleSlot? FindRole(string kind, string ns, string name)
    {
        if (!_loaded)
        {
            Load();
        }

        return _roles.TryGetValue(KeyOf(kind, ns, name), out var slot) && slot.Exists ? slot : null;
    }

    private void Load()
    {
        lock (_gate)
        {
            if (_loaded)
            {
                return;
            }

            // First this, then the lists: a commit is in them, or it is told and waits for the lock.
            _listens = true;
            foreach (var resource in RbacResources.All)
            {
                foreach (var stored in store.List(new StoreQuery(resource)).Items)
                {
                    Refresh(stored.Key);
                }
            }

            _loaded = true;
        }
    }

    // The store is read again, so that commits may be told in any order.
    private void Refresh(StoreKey key)
    {
        var stored = store.Get(key);
        if (key.Resource is RbacResources.Roles or RbacResources.ClusterRoles)
        {
            SlotOf(key).Set(stored is null ? null : () => [.. PolicyRules.Of(ObjectViews.Of(stored).Stored.ToJsonObject())]);
            return;
        }

        if (_bindings.Remove(key, out var former))
        {
            foreach (var (subject, grant) in former)
            {
                var left = _grants[subject].Remove(grant);
                if (left.IsEmpty)
                {
                    _grants.TryRemove(subject, out _);
                }
                else
                {
                    _grants[subject] = left;
                }
            }
        }

        if (stored is not null)
        {
            Add(key, stored);
        }
    }

    private void Add(StoreKey key, StoredObject stored)
    {
        var binding = ObjectViews.Of(stored).Stored.ToJsonObject();
        var (kind, name) = BindingReader.RoleOf(binding);
        var slot = SlotOf(KeyOf(kind, key.Namespace, name));
        var description = BindingReader.Describe(key);
        var made = new List<(SubjectKey, RoleGrant)>();
        foreach (var (subject, subjectText) in BindingReader.SubjectsOf(binding, key.Namespace).DistinctBy(s => s.Key))
        {
            var grant = new RoleGrant(slot, description, subjectText);
            made.Add((subject, grant));
            _grants[subject] = _grants.TryGetValue(subject, out var grants) ? grants.Add(grant) : [grant];
        }

        _bindings[key] = made;
    }

    private RoleSlot SlotOf(StoreKey key) => _roles.GetOrAdd(key, static k => new RoleSlot(KindOf(k), k.Name));

    private static StoreKey KeyOf(string kind, string ns, string name) =>
        kind == "Role" ? new StoreKey(RbacResources.Roles, ns, name) : new StoreKey(RbacResources.ClusterRoles, "", name);

    private static string KindOf(StoreKey role) => role.Resource == RbacResources.Roles ? "Role" : "ClusterRole";
}
