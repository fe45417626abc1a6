using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Apply;

/// <summary>
/// A set of fields of an object, as <c>managedFields</c> hold them (FieldsV1). Immutable; an operation that changes nothing
/// returns the set it was called on, so that callers can tell by reference.
/// </summary>
/// <remarks>
/// A step of a path is kept as the wire has it: <c>f:name</c> for a field, <c>k:{"name":"x"}</c> for an item of a keyed list,
/// <c>v:"x"</c> for an item of a set, <c>i:0</c> for an index. Steps are in ordinal order. A set that comes from a stored object stays
/// bytes until something of it must change: most writes touch few of the sets that an object carries.
/// </remarks>
public sealed class FieldSet
{
    private readonly ReadOnlyMemory<byte> _stored;
    private Entry[]? _entries;

    private FieldSet(Entry[] entries) => _entries = entries;

    private FieldSet(ReadOnlyMemory<byte> stored) => _stored = stored;

    /// <summary>The set of no field.</summary>
    public static FieldSet Empty { get; } = new(Array.Empty<Entry>());

    /// <summary>Whether no field is in the set.</summary>
    public bool IsEmpty => _entries is { Length: 0 };

    internal ReadOnlySpan<Entry> Entries => _entries ??= FieldSetReader.Read(_stored.Span);

    // Asked of the bytes as long as nobody needed the entries.
    private bool IsStored => _entries is null;

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
    public static FieldSet Parse(JsonObject fieldsV1) => FieldSetReader.ReadSet(KubeJson.ToUtf8(fieldsV1));

    /// <summary>The FieldsV1 document of the set.</summary>
    public JsonObject ToJson() => (JsonObject)JsonNode.Parse(ToUtf8())!;

    /// <summary>Fields that are in this set or the other.</summary>
    public FieldSet Union(FieldSet other) => IsStored && FieldsV1Bytes.ContainsAll(_stored.Span, other)
        ? this
        : FieldSetAlgebra.Combine(this, other, FieldSetAlgebra.Operation.Union);

    /// <summary>Fields that are in both sets.</summary>
    public FieldSet Intersection(FieldSet other) => IsStored && !FieldsV1Bytes.Overlaps(_stored.Span, other)
        ? Empty
        : FieldSetAlgebra.Combine(this, other, FieldSetAlgebra.Operation.Intersection);

    /// <summary>Fields of this set that are not themselves in the other.</summary>
    public FieldSet Difference(FieldSet other) => other.IsEmpty || (IsStored && !FieldsV1Bytes.Overlaps(_stored.Span, other))
        ? this
        : FieldSetAlgebra.Combine(this, other, FieldSetAlgebra.Operation.Difference);

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

        if (IsStored && !other.IsStored)
        {
            return FieldsV1Bytes.Holds(_stored.Span, other);
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

    /// <summary>
    /// Paths of all fields as conflict messages print them, such as <c>.spec.ports[port=80,protocol="TCP"].name</c>: those of a level
    /// before those below it.
    /// </summary>
    public IEnumerable<string> Paths() => Paths("");

    /// <summary>The FieldsV1 text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ToUtf8());

    /// <summary>A set as a stored object has it: written by <see cref="WriteTo"/>, and not to change while the set is used.</summary>
    internal static FieldSet Stored(ReadOnlyMemory<byte> fieldsV1) => fieldsV1.Length <= 2 ? Empty : new FieldSet(fieldsV1);

    internal static FieldSet FromSorted(List<Entry> entries) => entries.Count == 0 ? Empty : new FieldSet([.. entries]);

    internal static FieldSet FromSorted(Entry[] entries) => entries.Length == 0 ? Empty : new FieldSet(entries);

    internal void WriteTo(Utf8JsonWriter writer)
    {
        if (!_stored.IsEmpty)
        {
            writer.WriteRawValue(_stored.Span, skipInputValidation: true);
            return;
        }

        writer.WriteStartObject();
        foreach (var entry in Entries)
        {
            writer.WritePropertyName(entry.Step);
            entry.Children.WriteLevel(writer, entry.IsMember);
        }

        writer.WriteEndObject();
    }

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

    private byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, KubeJson.WriterOptions))
        {
            WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteLevel(Utf8JsonWriter writer, bool isMember)
    {
        writer.WriteStartObject();
        if (isMember && !IsEmpty)
        {
            writer.WriteStartObject("."u8);
            writer.WriteEndObject();
        }

        foreach (var entry in Entries)
        {
            writer.WritePropertyName(entry.Step);
            entry.Children.WriteLevel(writer, entry.IsMember);
        }

        writer.WriteEndObject();
    }

    private IEnumerable<string> Paths(string prefix)
    {
        var entries = Entries.ToArray();
        foreach (var entry in entries)
        {
            if (entry.IsMember)
            {
                yield return prefix + PathStep.Display(entry.Step);
            }
        }

        foreach (var entry in entries)
        {
            if (!entry.Children.IsEmpty)
            {
                foreach (var below in entry.Children.Paths(prefix + PathStep.Display(entry.Step)))
                {
                    yield return below;
                }
            }
        }
    }

    internal readonly record struct Entry(string Step, bool IsMember, FieldSet Children)
    {
        public bool IsEmpty => !IsMember && Children.IsEmpty;
    }
}
