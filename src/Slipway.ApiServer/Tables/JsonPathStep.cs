namespace Slipway.ApiServer.Tables;

/// <summary>A step of a <see cref="JsonPath"/>.</summary>
/// <param name="Kind">What it takes.</param>
/// <param name="Name">The field's name; of a filter the literal to compare with.</param>
/// <param name="Index">The index; of a slice that of its first item.</param>
/// <param name="End">Of a slice the index after its last item; null for the end.</param>
internal sealed record JsonPathStep(JsonPathStepKind Kind, string Name = "", int Index = 0, int? End = null)
{
    /// <summary>Of a filter: the steps from <c>@</c> to the value compared.</summary>
    public IReadOnlyList<JsonPathStep> Inner { get; init; } = [];

    /// <summary>Of a filter: the comparison; empty to ask only whether the value is there.</summary>
    public string Operator { get; init; } = "";
}
