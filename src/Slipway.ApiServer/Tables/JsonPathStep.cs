namespace Slipway.ApiServer.Tables;

/// <summary>A step of a <see cref="JsonPath"/>.</summary>
/// <param name="Kind">What it takes.</param>
/// <param name="Name">The field's name; of a filter the literal to compare with.</param>
/// <param name="Index">The index.</param>
internal sealed record JsonPathStep(JsonPathStepKind Kind, string Name = "", int Index = 0)
{
    /// <summary>Of a filter: the steps from <c>@</c> to the value compared.</summary>
    public IReadOnlyList<JsonPathStep> Inner { get; init; } = [];

    /// <summary>Of a filter: the comparison; empty to ask only whether the value is there.</summary>
    public string Operator { get; init; } = "";
}
