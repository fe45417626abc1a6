using System.Text.Json.Nodes;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>The value of one variable of a ClusterClass.</summary>
public sealed class ClusterVariable
{
    /// <summary>Name of the variable.</summary>
    [Required, Length(1, 256)]
    public string? Name { get; set; }

    /// <summary>Any JSON value that fits the variable's schema.</summary>
    [Required]
    public JsonNode? Value { get; set; }
}
