using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tables;

/// <summary>The columns and cells of a built-in kind's scale.</summary>
internal static class ScaleCells
{
    public static readonly TableColumn[] Columns =
    [
        new("Name", "string", "", 0), new("Desired", "integer", "", 0), new("Available", "integer", "", 0), new("Age", "string", "", 0),
    ];

    public static GroupKind Kind => new("autoscaling", "Scale");

    public static JsonNode? Of(string column, JsonObject obj) => column switch
    {
        "Desired" => obj.Map("spec")?.Integer("replicas"),
        "Available" => obj.Map("status")?.Integer("replicas"),
        _ => null,
    };
}
