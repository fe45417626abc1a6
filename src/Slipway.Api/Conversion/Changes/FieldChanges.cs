using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion.Changes;

/// <summary>Changes in the order in which they lead to the older version; to the newer one they lead in the reverse.</summary>
[CollectionBuilder(typeof(FieldChanges), nameof(Of))]
internal sealed class FieldChanges(ImmutableArray<IFieldChange> changes) : IFieldChange, IEnumerable<IFieldChange>
{
    /// <summary>These changes.</summary>
    public static FieldChanges Of(ReadOnlySpan<IFieldChange> changes) => new([.. changes]);

    public void ToOlder(JsonObject obj, ConversionContext context)
    {
        foreach (var change in changes)
        {
            change.ToOlder(obj, context);
        }
    }

    public void ToNewer(JsonObject obj, ConversionContext context)
    {
        for (var i = changes.Length - 1; i >= 0; i--)
        {
            changes[i].ToNewer(obj, context);
        }
    }

    public IEnumerator<IFieldChange> GetEnumerator() => ((IEnumerable<IFieldChange>)changes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
