using System.Buffers;
using System.Text.Json;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tables;

/// <summary>Writes objects as a <c>Table</c> (meta.k8s.io/v1), which is what <c>kubectl get</c> prints.</summary>
internal static class TableWriter
{
    private static readonly TableColumn[] DefaultColumns = [new("Name", "string", "name", 0), new("Created At", "date", "", 0)];

    public static ReadOnlyMemory<byte> Write(
        EngineCore core, ResourceReference reference, IReadOnlyList<KubeObject> objects, ListResult? list, IncludeObject include, bool withColumns)
    {
        if (!core.Registry.TryFind(reference.Group, reference.Version, reference.Plural, out var resource))
        {
            throw ApiErrors.NoSuchResource();
        }

        var isScale = reference.Subresource == "scale" && !resource.IsCustom;
        var kind = isScale ? ScaleCells.Kind : resource.Kind.GroupKind;
        var columns = isScale ? ScaleCells.Columns : resource.Columns.IsEmpty ? DefaultColumns : resource.Columns.ToArray();
        var now = core.Time.GetUtcNow();
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, KubeJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, "Table"u8);
            writer.WriteString("apiVersion"u8, "meta.k8s.io/v1"u8);
            WriteMetadata(writer, objects, list);
            writer.WritePropertyName("columnDefinitions"u8);
            WriteColumns(writer, withColumns ? columns : []);
            writer.WriteStartArray("rows"u8);
            foreach (var obj in objects)
            {
                WriteRow(writer, obj, resource, kind, columns, include, now);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyList<KubeObject> objects, ListResult? list)
    {
        writer.WriteStartObject("metadata"u8);
        var version = list?.ResourceVersion ?? (objects.Count > 0 ? objects[0].Metadata.ResourceVersion : "");
        if (version.Length > 0)
        {
            writer.WriteString("resourceVersion"u8, version);
        }

        if (list is { Continue.Length: > 0 })
        {
            writer.WriteString("continue"u8, list.Continue);
        }

        if (list?.RemainingItemCount is { } remaining)
        {
            writer.WriteNumber("remainingItemCount"u8, remaining);
        }

        writer.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter writer, TableColumn[] columns)
    {
        writer.WriteStartArray();
        foreach (var column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, column.Name);
            writer.WriteString("type"u8, column.Type);
            writer.WriteString("format"u8, column.Format);
            writer.WriteString("description"u8, column.Description);
            writer.WriteNumber("priority"u8, column.Priority);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRow(
        Utf8JsonWriter writer,
        KubeObject obj,
        ResourceInfo resource,
        GroupKind kind,
        TableColumn[] columns,
        IncludeObject include,
        DateTimeOffset now)
    {
        var tree = obj.ToJsonObject();
        writer.WriteStartObject();
        writer.WriteStartArray("cells"u8);
        foreach (var column in columns)
        {
            var cell = resource.IsCustom ? CustomCells.Of(column, tree, now) : BuiltInCells.Of(kind, column, tree, now);
            if (cell is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                cell.WriteTo(writer);
            }
        }

        writer.WriteEndArray();
        if (resource.GroupResource == "pods" && tree.Map("status")?.Text("phase") is "Succeeded" or "Failed")
        {
            WriteCompletion(writer, tree.Map("status")!.Text("phase"));
        }

        if (include == IncludeObject.Object)
        {
            writer.WritePropertyName("object"u8);
            writer.WriteRawValue(obj.Json.Span, skipInputValidation: true);
        }
        else if (include == IncludeObject.Metadata)
        {
            writer.WritePropertyName("object"u8);
            writer.WriteRawValue(PartialObjectMetadata.Of(obj).Json.Span, skipInputValidation: true);
        }
        else
        {
            writer.WriteNull("object"u8);
        }

        writer.WriteEndObject();
    }

    // kubectl leaves rows of pods that have run out of a list that is not to be complete.
    private static void WriteCompletion(Utf8JsonWriter writer, string phase)
    {
        writer.WriteStartArray("conditions"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "Completed"u8);
        writer.WriteString("status"u8, "True"u8);
        writer.WriteString("reason"u8, phase);
        writer.WriteString("message"u8, phase == "Succeeded" ? "The pod has completed successfully."u8 : "The pod failed."u8);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
