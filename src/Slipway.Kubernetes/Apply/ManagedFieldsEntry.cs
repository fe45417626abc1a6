using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Apply;

/// <summary>The fields that one manager owns: one entry of <c>metadata.managedFields</c>.</summary>
public sealed record ManagedFieldsEntry
{
    /// <summary>Name of the manager, such as <c>kubectl</c>.</summary>
    public required string Manager { get; init; }

    /// <summary>How the fields came to be owned.</summary>
    public required ManagerOperation Operation { get; init; }

    /// <summary>Version of the API that the fields' paths are in.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Subresource that was written, such as <c>status</c>; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>When the set last grew or was written (RFC 3339, seconds); null when a later apply of another took it along.</summary>
    public string? Time { get; init; }

    /// <summary>The fields.</summary>
    public required FieldSet Fields { get; init; }

    /// <summary>Reads an entry.</summary>
    /// <exception cref="JsonException">It is malformed; the message is kube-apiserver's.</exception>
    public static ManagedFieldsEntry Parse(JsonObject entry) => Read(entry, FieldSet.Parse);

    /// <summary>Reads an entry whose fields are looked at only as far as needed; it must not change meanwhile.</summary>
    internal static ManagedFieldsEntry ParseLazily(JsonObject entry) => Read(entry, FieldSet.Lazy);

    private static ManagedFieldsEntry Read(JsonObject entry, Func<JsonObject, FieldSet> readFields)
    {
        var apiVersion = Text(entry, "apiVersion");
        var fieldsType = Text(entry, "fieldsType");
        if (apiVersion.Length == 0)
        {
            throw new JsonException("apiVersion must not be empty");
        }

        if (fieldsType != "FieldsV1")
        {
            throw new JsonException(fieldsType.Length == 0
                ? "missing fieldsType in managed fields entry"
                : $"invalid fieldsType {GoText.Quote(fieldsType)} in managed fields entry");
        }

        return new ManagedFieldsEntry
        {
            Manager = Text(entry, "manager"),
            Operation = Text(entry, "operation") switch
            {
                "Apply" => ManagerOperation.Apply,
                "Update" => ManagerOperation.Update,
                _ => throw new JsonException("operation must be `Apply` or `Update`"),
            },
            ApiVersion = apiVersion,
            Subresource = Text(entry, "subresource"),
            Time = entry["time"] is JsonValue time && time.TryGetValue<string>(out var text) ? text : null,
            Fields = entry["fieldsV1"] is JsonObject fields ? readFields(fields) : FieldSet.Empty,
        };
    }

    /// <summary>The entry as it stands in an object.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["manager"] = Manager,
            ["operation"] = Operation == ManagerOperation.Apply ? "Apply" : "Update",
            ["apiVersion"] = ApiVersion,
        };
        if (Time is not null)
        {
            json["time"] = Time;
        }

        json["fieldsType"] = "FieldsV1";
        json["fieldsV1"] = Fields.ToJson();
        if (Subresource.Length > 0)
        {
            json["subresource"] = Subresource;
        }

        return json;
    }

    /// <summary>Whether both entries belong to the same manager: an applier is one across versions, an updater is not.</summary>
    internal bool IsSameManager(ManagedFieldsEntry other) =>
        Manager == other.Manager
        && Operation == other.Operation
        && Subresource == other.Subresource
        && (Operation == ManagerOperation.Apply || ApiVersion == other.ApiVersion);

    /// <summary>The manager as conflict messages name it.</summary>
    internal string DisplayName
    {
        get
        {
            var name = GoText.Quote(Manager);
            if (Subresource.Length > 0)
            {
                name += $" with subresource {GoText.Quote(Subresource)}";
            }

            return Operation == ManagerOperation.Update ? $"{name} using {ApiVersion}" : name;
        }
    }

    private static string Text(JsonObject entry, string name) => JsonNodes.GetString(entry[name]) ?? "";
}
