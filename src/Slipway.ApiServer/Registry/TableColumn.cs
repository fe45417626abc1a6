using Slipway.ApiServer.Tables;

namespace Slipway.ApiServer.Registry;

/// <summary>A column of the resource's Table.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Type">The OpenAPI type, or <c>date</c>.</param>
/// <param name="Format">The OpenAPI format, or <c>name</c>.</param>
/// <param name="Priority">0 for columns that are always shown.</param>
internal sealed record TableColumn(string Name, string Type, string Format, int Priority)
{
    /// <summary>What the column is about; empty when not known.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where a custom resource's cell comes from; null for built-in columns.</summary>
    public JsonPath? Path { get; init; }
}
