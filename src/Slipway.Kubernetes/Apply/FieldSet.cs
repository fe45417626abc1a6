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
    private readonly Entry[] _entries;

    private FieldSet(Entry[] entries) => _entries = entries;

    /// <summary>The set of no field.</summary>
    public static FieldSet Empty { get; } = new([]);

    /// <summary>Whether no field is in the set.</summary>
    public bool IsEmpty => _entries.Length == 0;

    internal ReadOnlySpan<Entry> Entries => _entries;

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
    public static FieldSet Parse(JsonObject fieldsV1)
    {
        var entries = new List<Entry>(fieldsV1.Count);
        var sorted = true;
        foreach (var (name, value) in fieldsV1)
        {
            if (name == ".")
            {
                continue;
            }

            var children = value as JsonObject ?? [];
            var isMember = children.Count == 0 || children.ContainsKey(".");
            var child = children.Count == 0 ? Empty : Parse(children);
            var step = PathStep.Canonical(name);
            sorted &= entries.Count == 0 || string.CompareOrdinal(entries[^1].Step, step) < 0;
            entries.Add(new Entry(step, isMember, child));
        }

        if (!sorted)
        {
            entries.Sort((left, right) => string.CompareOrdinal(left.Step, right.Step));
        }

        return FromSorted(entries);
    }

    /// <summary>The FieldsV1 document of the set.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var entry in _entries)
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

        if (_entries.Length != other._entries.Length)
        {
            return false;
        }

        for (var i = 0; i < _entries.Length; i++)
        {
            var (left, right) = (_entries[i], other._entries[i]);
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

    internal static FieldSet FromSorted(List<Entry> entries) => entries.Count == 0 ? Empty : new FieldSet([.. entries]);

    /// <summary>What the set says of one step: whether it is a field of the set, and the fields below it.</summary>
    internal Entry Find(char kind, ReadOnlySpan<char> text)
    {
        var (low, high) = (0, _entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = PathStep.Compare(_entries[middle].Step, kind, text);
            if (order == 0)
            {
                return _entries[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return new Entry("", IsMember: false, Empty);
    }

    internal Entry Find(string step) => Find(step[0], step.AsSpan(2));

    private IEnumerable<string> Paths(string prefix)
    {
        foreach (var entry in _entries)
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
