using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Apply;

/// <summary>
/// Keeps <c>metadata.managedFields</c> through every write of one kind in one version, and merges what is applied: Kubernetes'
/// server-side apply. Stateless but for the schema; safe to use from several threads.
/// </summary>
/// <remarks>
/// Entries of another version of the kind are followed by that version's schema (<see cref="FieldWrite.VersionOf"/>) and go when there is
/// no such version any more. Where versions differ in more than their schemas a converter (<see cref="FieldWrite.Convert"/>) finds the fields.
/// </remarks>
/// <param name="schema">Schema of the whole resource (see <see cref="Schema.AsResource"/>).</param>
/// <param name="empty">
/// What an object of the kind has before anything is set, and so nobody comes to own by creating one; null for nothing.
/// </param>
public sealed class FieldManager(Schema schema, JsonObject? empty = null)
{
    private const string BeforeFirstApply = "before-first-apply";

    private readonly JsonObject _empty = empty ?? [];

    internal FieldType Type { get; } = FieldType.Of(schema);

    /// <summary>
    /// Records in <paramref name="updated"/> who owns what after a create, an update or a patch that is no apply.
    /// </summary>
    /// <param name="live">The object as stored; null when it is being created.</param>
    /// <param name="updated">
    /// The object as it would become, managers of <paramref name="live"/> included or left out; changed in place.
    /// </param>
    /// <param name="write">Who writes.</param>
    public void Update(JsonObject? live, JsonObject updated, FieldWrite write)
    {
        var managed = ManagersFor(live, updated, write);
        if (managed.IsEmpty && live is not null)
        {
            // An object whose managers were never tracked, or have just been reset, stays untracked until it is applied.
            Forget(updated);
            return;
        }

        try
        {
            Track(managed, live ?? _empty, updated, write);
        }
        catch (Exception e) when (e is UnknownVersionException or TypedObjectException)
        {
            // A write that is no apply must not fail for what somebody owned in a version that is gone, or has no place for a field.
            Forget(updated);
            return;
        }

        managed.WriteTo(updated);
    }

    /// <summary>
    /// Applies a configuration: what it says is set and owned by the manager; what the manager owned and it says no longer is
    /// removed, unless another owns it too.
    /// </summary>
    /// <param name="live">The object as stored, not changed; null when the apply creates it.</param>
    /// <param name="config">The applied configuration, without managedFields; not changed.</param>
    /// <param name="write">Who applies.</param>
    /// <param name="force">Whether to take over fields that others own instead of failing with conflicts.</param>
    /// <param name="copy">A copy of the live object that becomes the result; null to have one made.</param>
    /// <returns>The object, equal to the live one but perhaps for its managers if nothing changes; or the conflicts.</returns>
    /// <exception cref="TypedObjectException">The configuration does not have the shape of the schema.</exception>
    /// <exception cref="UnknownVersionException">Somebody owns fields in a version that is gone.</exception>
    public ApplyResult Apply(JsonObject? live, JsonObject config, FieldWrite write, bool force, JsonObject? copy = null)
    {
        CheckShape(config);
        var managed = ReadManagers(live);
        try
        {
            return Apply(managed, live, config, write, force, copy);
        }
        catch (TypedObjectException) when (IsLiveBroken(live, out var why))
        {
            throw new TypedObjectException(why);
        }
    }

    /// <summary>
    /// Merges a configuration into an object, as an apply does, for nobody: no manager is noted. What is one leaf cannot be merged into, and
    /// is refused so that nothing is lost that was not meant.
    /// </summary>
    /// <param name="live">The object, not changed.</param>
    /// <param name="config">The configuration; not changed.</param>
    /// <exception cref="TypedObjectException">The configuration does not have the shape of the schema, or sets a leaf that has parts.</exception>
    public JsonObject MergeUnowned(JsonObject live, JsonObject config)
    {
        if (TypedObjectCheck.Check(config, Type) is { Count: > 0 } errors)
        {
            throw new TypedObjectException($"failed to convert patch object to typed object: {TypedObjectCheck.Text(errors)}");
        }

        if (AtomicFields.In(config, Type) is { Count: > 0 } atomics)
        {
            throw new TypedObjectException(
                $"invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: {string.Join(", ", atomics)}");
        }

        var merged = (JsonObject)live.DeepClone();
        FieldMerger.Merge(merged, config, Type);
        return merged;
    }

    private ApplyResult Apply(ManagedFields managed, JsonObject? live, JsonObject config, FieldWrite write, bool force, JsonObject? copy)
    {
        if (managed.IsEmpty && live is not null)
        {
            Track(managed, _empty, live, write with { Manager = BeforeFirstApply });
        }

        var views = new VersionViews(this, write);
        views.CheckAll(live ?? _empty, managed);
        SchemaChanges.Reconcile(managed, views, write);
        var before = managed.Find(write.Entry(ManagerOperation.Apply, FieldSet.Empty));
        var stated = FieldSets.Of(config, Type).RecursiveDifference(write.Excluded);
        var fields = stated.Difference(OwnedMetadata.Unmanaged);
        var mine = write.Entry(ManagerOperation.Apply, before is not null && before.Fields.SetEquals(fields) ? before.Fields : fields) with
        {
            Time = before?.Time,
        };
        managed.Set(mine);

        var merged = copy ?? ResourceCopies.Of(live);
        ResourceCopies.TakeKind(merged, config);
        FieldMerger.Merge(merged, config, Type);
        var pruned = new GivenUpFields(views, write).Remove(merged, before, stated, managed);
        merged = pruned ?? merged;
        var changes = new VersionedChanges(views, write, live ?? _empty, merged, pruned is not null || live is null
            ? FieldComparer.Compare(live ?? _empty, merged, Type)
            : FieldComparer.CompareWithin(config, live, merged, Type));
        managed.Update(entry => entry.IsSameManager(mine) || changes.Of(entry) is not null ? entry : null);
        if (!force && Contested(managed, mine, changes) is { Count: > 0 } conflicts
            && LastApplied.WithoutOwn(conflicts, live, write, Type) is { Count: > 0 } refused)
        {
            return ApplyResult.Of(refused);
        }

        managed.Update(entry => entry.IsSameManager(mine) ? entry : Without(entry, changes.Of(entry)!));
        if (live is null || !changes.Own.IsEmpty || !ResourceCopies.AreEqualWithin(config, live, merged))
        {
            managed.Set(mine with { Time = write.Time });
        }

        LastApplied.Refresh(merged, config, write);
        managed.RemoveEmpty();
        managed.WriteTo(merged);
        return ApplyResult.Of(merged);
    }

    private static ManagedFields ManagersFor(JsonObject? live, JsonObject updated, FieldWrite write)
    {
        var given = ManagedFields.ListOf(updated);
        if (write.Subresource.Length > 0 || given is null)
        {
            return ReadOrForget(live);
        }

        // A list of an empty entry is a client's way to have the managers forgotten; of built-in kinds an empty list is too.
        return given is JsonArray list && (list is [JsonObject { Count: 0 }] || (list.Count == 0 && !write.IsUnstructured)) ? ManagedFields.None()
            : StoredManagers.IsCopy(given, ManagedFields.ListOf(live)) ? ReadOrForget(live)
            : ManagedFields.TryReadList(given) is { IsEmpty: false } managed ? managed
            : ReadOrForget(live);
    }

    // What cannot be read must not stop a write; upstream starts over as well.
    private static ManagedFields ReadOrForget(JsonObject? live) => ManagedFields.TryReadList(ManagedFields.ListOf(live))
        ?? ManagedFields.None();

    private static ManagedFields ReadManagers(JsonObject? live)
    {
        try
        {
            return ManagedFields.Read(live);
        }
        catch (JsonException e)
        {
            throw new TypedObjectException($"failed to decode managed fields: {e.Message}");
        }
    }

    private static void Forget(JsonObject updated) => (updated["metadata"] as JsonObject)?.Remove("managedFields");

    private static List<FieldConflict> Contested(ManagedFields managed, ManagedFieldsEntry mine, VersionedChanges changes)
    {
        var conflicts = new List<FieldConflict>();
        foreach (var entry in managed.Entries
            .OrderBy(entry => entry.Manager, StringComparer.Ordinal)
            .ThenBy(entry => entry.Operation != ManagerOperation.Apply))
        {
            if (!entry.IsSameManager(mine))
            {
                var contested = entry.Fields.Intersection(changes.Of(entry)!.Changed);
                conflicts.AddRange(contested.Paths().Select(path => new FieldConflict(entry.DisplayName, path)));
            }
        }

        return conflicts;
    }

    private static ManagedFieldsEntry Without(ManagedFieldsEntry entry, FieldChanges changes)
    {
        var fields = entry.Fields.Difference(changes.Changed).Difference(changes.Removed);
        return ReferenceEquals(fields, entry.Fields) ? entry : entry with { Fields = fields };
    }

    private void Track(ManagedFields managed, JsonObject old, JsonObject updated, FieldWrite write)
    {
        var views = new VersionViews(this, write);
        views.CheckAll(old, managed);
        SchemaChanges.Reconcile(managed, views, write);
        var changes = new VersionedChanges(views, write, old, updated, FieldComparer.Compare(old, updated, Type));
        var fields = changes.Own.Changed.Difference(OwnedMetadata.Unmanaged);
        var mine = write.Entry(ManagerOperation.Update, fields);
        managed.Update(entry => changes.Of(entry) switch
        {
            null => null,
            var own when entry.IsSameManager(mine) => entry with { Fields = entry.Fields.Difference(own.Removed) },
            var other => Without(entry, other),
        });
        if (!fields.IsEmpty)
        {
            var kept = managed.Find(mine)?.Fields ?? FieldSet.Empty;
            managed.Set(mine with { Fields = kept.Union(fields), Time = write.Time });
        }

        managed.RemoveEmpty();
        managed.CapUpdaters();
    }

    private void CheckShape(JsonObject config)
    {
        if (TypedObjectCheck.Check(config, Type) is { Count: > 0 } errors)
        {
            throw new TypedObjectException(
                $"failed to create typed patch object ({ResourceCopies.Describe(config)}): {TypedObjectCheck.Text(errors)}");
        }
    }

    private bool IsLiveBroken(JsonObject? live, out string why)
    {
        var errors = live is null ? [] : TypedObjectCheck.Check(live, Type, allowsDuplicates: true);
        why = errors.Count > 0 ? $"failed to create typed live object ({ResourceCopies.Describe(live!)}): {TypedObjectCheck.Text(errors)}" : "";
        return errors.Count > 0;
    }
}
