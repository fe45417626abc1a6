namespace Slipway.ApiServer.Tables;

/// <summary>What a step of a <see cref="JsonPath"/> takes from each value before it.</summary>
internal enum JsonPathStepKind
{
    /// <summary>The field of a name.</summary>
    Field,

    /// <summary>The item at an index, from the end when negative.</summary>
    Index,

    /// <summary>Every item or field.</summary>
    All,

    /// <summary>Some items in a row.</summary>
    Slice,

    /// <summary>The value and all lists and objects within it.</summary>
    Descendants,

    /// <summary>The items that meet a condition.</summary>
    Filter,
}
