using System.Text.Json;
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

    /// <summary>Whose entry it is: an applier is one across versions, an updater is not.</summary>
    internal (string Manager, ManagerOperation Operation, string Subresource, string Version) Identity =>
        (Manager, Operation, Subresource, Operation == ManagerOperation.Apply ? "" : ApiVersion);

    /// <summary>Whether both entries belong to the same manager.</summary>
    internal bool IsSameManager(ManagedFieldsEntry other) => Identity == other.Identity;

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

    /// <summary>Writes the entry as it stands in an object.</summary>
    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Manager.Length > 0)
        {
            writer.WriteString("manager"u8, Manager);
        }

        writer.WriteString("operation"u8, Operation == ManagerOperation.Apply ? "Apply"u8 : "Update"u8);
        writer.WriteString("apiVersion"u8, ApiVersion);
        if (Time is not null)
        {
            writer.WriteString("time"u8, Time);
        }

        writer.WriteString("fieldsType"u8, "FieldsV1"u8);
        writer.WritePropertyName("fieldsV1"u8);
        Fields.WriteTo(writer);
        if (Subresource.Length > 0)
        {
            writer.WriteString("subresource"u8, Subresource);
        }

        writer.WriteEndObject();
    }
}
