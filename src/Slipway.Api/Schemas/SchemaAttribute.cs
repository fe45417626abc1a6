namespace Slipway.Api.Schemas;

/// <summary>A fact of the CRD schema, beside the member it holds for. Read when the CRDs are generated, never at run time.</summary>
internal abstract class SchemaAttribute : Attribute
{
    /// <summary>How many lists or maps to go into: 0 is the field itself, 1 each of its items.</summary>
    public int Each { get; init; }
}
