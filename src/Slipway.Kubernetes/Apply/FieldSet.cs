using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Apply;

/// <summary>
/// A set of fields of an object, as <c>managedFields</c> hold them (FieldsV1). Immutable; an operation that changes nothing
/// returns the set it was called on, so that callers can tell by reference.
/// </summary>
/// <remarks>
/// A step of a path is kept as the wire has it: <c>f:name</c> for a field, <c>k:{"name":"x"}</c> for an item of a keyed list,
/// <c>v:"x"</c> for an item of a set, <c>i:0</c> for an index. Steps are in ordinal order.
/// </remarks>
public sealed class FieldSet
{
    private readonly JsonObject? _source;
    private Entry[]? _entries;

    private FieldSet(Entry[] entries) => _entries = entries;

    private FieldSet(JsonObject source) => _source = source;

    /// <summary>The set of no field.</summary>
    public static FieldSet Empty { get; } = new(Array.Empty<Entry>());

    /// <summary>Whether no field is in the set.</summary>
    public bool IsEmpty => _entries is null ? _source!.Count == 0 : _entries.Length == 0;

    internal ReadOnlySpan<Entry> Entries => _entries ??= ReadLevel(_source!, Lazy);

    /// <summary>A set of fields given by dotted paths of field names, such as <c>metadata.labels</c>.</summary>
    public static FieldSet OfFields(params IEnumerable<string> paths)
    {
        var builder = new FieldSetBuilder();
        foreach (var path in paths)
        {
            builder.Insert([.. path.Split('.').Select(name => "f:" + name)]);
        }

        return builder.ToSet();
    }

    /// <summary>Reads a FieldsV1 document.</summary>
    /// <exception cref="JsonException">A step of a path has none of the known forms.</exception>
    public static FieldSet Parse(JsonObject fieldsV1) => fieldsV1.Count == 0 ? Empty : new FieldSet(ReadLevel(fieldsV1, Parse));

    /// <summary>The FieldsV1 document of the set.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var entry in Entries)
        {
            var children = entry.Children.IsEmpty ? [] : entry.Children.ToJson();
            if (entry.IsMember && !entry.Children.IsEmpty)
            {
                children.Insert(0, ".", new JsonObject());
            }

            json.Add(entry.Step, children);
        }

        return json;
    }

    /// <summary>Fields that are in this set or the other.</summary>
    public FieldSet Union(FieldSet other) => FieldSetAlgebra.Combine(this, other, FieldSetAlgebra.Operation.Union);

    /// <summary>Fields that are in both sets.</summary>
    public FieldSet Intersection(FieldSet other) => FieldSetAlgebra.Combine(this, other, FieldSetAlgebra.Operation.Intersection);

    /// <summary>Fields of this set that are not themselves in the other.</summary>
    public FieldSet Difference(FieldSet other) => FieldSetAlgebra.Combine(this, other, FieldSetAlgebra.Operation.Difference);

    /// <summary>Fields of this set that are neither in the other nor part of a field there.</summary>
    public FieldSet RecursiveDifference(FieldSet other) =>
        FieldSetAlgebra.Combine(this, other, FieldSetAlgebra.Operation.RecursiveDifference);

    /// <summary>Whether the sets hold the same fields.</summary>
    public bool SetEquals(FieldSet other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        var mine = Entries;
        var theirs = other.Entries;
        if (mine.Length != theirs.Length)
        {
            return false;
        }

        for (var i = 0; i < mine.Length; i++)
        {
            var (left, right) = (mine[i], theirs[i]);
            if (left.Step != right.Step || left.IsMember != right.IsMember || !left.Children.SetEquals(right.Children))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Paths of all fields as conflict messages print them, such as <c>.spec.ports[port=80,protocol="TCP"].name</c>.</summary>
    public IEnumerable<string> Paths() => Paths("");

    /// <summary>The FieldsV1 text.</summary>
    public override string ToString() => GoText.Json(ToJson());

    /// <summary>
    /// A set read level by level as it is asked for: a write that touches one condition need not read all that is owned. The document must
    /// not change while the set is used.
    /// </summary>
    internal static FieldSet Lazy(JsonObject fieldsV1) => fieldsV1.Count == 0 ? Empty : new FieldSet(fieldsV1);

    internal static FieldSet FromSorted(List<Entry> entries) => entries.Count == 0 ? Empty : new FieldSet([.. entries]);

    /// <summary>What the set says of one step: whether it is a field of the set, and the fields below it.</summary>
    internal Entry Find(char kind, ReadOnlySpan<char> text)
    {
        var entries = Entries;
        var (low, high) = (0, entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = PathStep.Compare(entries[middle].Step, kind, text);
            if (order == 0)
            {
                return entries[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return new Entry("", IsMember: false, Empty);
    }

    internal Entry Find(string step) => Find(step[0], step.AsSpan(2));

    private static Entry[] ReadLevel(JsonObject fieldsV1, Func<JsonObject, FieldSet> readChildren)
    {
        var entries = new Entry[fieldsV1.Count - (fieldsV1.ContainsKey(".") ? 1 : 0)];
        var count = 0;
        var sorted = true;
        foreach (var (name, value) in fieldsV1)
        {
            if (name == ".")
            {
                continue;
            }

            var children = value as JsonObject;
            var isLeaf = children is null || children.Count == 0;
            var step = PathStep.Canonical(name);
            sorted &= count == 0 || string.CompareOrdinal(entries[count - 1].Step, step) < 0;
            entries[count++] = new Entry(step, isLeaf || children!.ContainsKey("."), isLeaf ? Empty : readChildren(children!));
        }

        if (!sorted)
        {
            Array.Sort(entries, static (left, right) => string.CompareOrdinal(left.Step, right.Step));
        }

        return entries;
    }

    private IEnumerable<string> Paths(string prefix)
    {
        foreach (var entry in Entries.ToArray())
        {
            var path = prefix + PathStep.Display(entry.Step);
            if (entry.IsMember)
            {
                yield return path;
            }

            foreach (var below in entry.Children.Paths(path))
            {
                yield return below;
            }
        }
    }

    internal readonly record struct Entry(string Step, bool IsMember, FieldSet Children)
    {
        public bool IsEmpty => !IsMember && Children.IsEmpty;
    }
}
