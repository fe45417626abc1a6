using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Protobuf;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Sends one object or one list in the form that was agreed on.</summary>
internal sealed class ObjectAnswer(IApiServerEngine engine)
{
    // Large enough to be worth a system call, small enough that a large list starts to flow at once.
    private const int FlushBytes = 64 * 1024;

    private static readonly GroupVersionKind TableKind = new("meta.k8s.io", "v1", "Table");

    public Task SendAsync(
        HttpContext context, ResourceReference resource, ObjectResult result, ResponseFormat format, CancellationToken cancellationToken)
    {
        context.Response.AddWarnings(result.Warnings);

        // A Status of success has no rows and no metadata worth cutting down to.
        var kind = result.Object.Kind;
        var form = kind is { Kind: "Status", Group: "", Version: "v1" } ? ResponseForm.Plain : format.Form;
        var (shownKind, json) = form switch
        {
            ResponseForm.Table => (TableKind, engine.ToTable(resource, [result.Object], list: null, IncludeOf(context.Request))),
            ResponseForm.PartialMetadata => (PartialObjectMetadata.Kind, PartialObjectMetadata.Of(result.Object).Json),
            ResponseForm.PartialMetadataList => throw FrontErrors.WrongForm(PartialObjectMetadata.ListKind.Kind, resource, kind.Kind),
            _ => (kind, result.Object.Json),
        };
        json = format.IsBeta && form != ResponseForm.Plain ? BetaForm.Of(json) : json;
        return context.Response.SendAsync(result.StatusCode, shownKind, json, format, cancellationToken);
    }

    public Task SendAsync(
        HttpContext context, ResourceReference resource, ListResult list, ResponseFormat format, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.AddWarnings(list.Warnings);
        switch (format.Form)
        {
            case ResponseForm.Table:
                var table = engine.ToTable(resource, list.Items, list, IncludeOf(context.Request));
                table = format.IsBeta ? BetaForm.Of(table) : table;
                return response.SendAsync(StatusCodes.Status200OK, TableKind, table, format, cancellationToken);
            case ResponseForm.PartialMetadata:
                throw FrontErrors.WrongForm(PartialObjectMetadata.Kind.Kind, resource, list.Kind.Kind);
            case ResponseForm.PartialMetadataList when format.Encoding == ResponseEncoding.Protobuf:
                return SendProtobufAsync(response, list with { Kind = PartialObjectMetadata.ListKind }, cancellationToken);
            case ResponseForm.PartialMetadataList:
                var metadata = PartialObjectMetadata.Of(list);
                return SendPlainAsync(response, format.IsBeta ? BetaForm.Of(metadata) : metadata, format, cancellationToken);
            default:
                return format.Encoding == ResponseEncoding.Protobuf
                    ? SendProtobufAsync(response, list, cancellationToken)
                    : SendPlainAsync(response, list, format, cancellationToken);
        }
    }

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">
    /// The parameter has another value than the three known ones (400).
    /// </exception>
    public static IncludeObject IncludeOf(HttpRequest request) => request.Query.Text("includeObject") switch
    {
        "" or "Metadata" => IncludeObject.Metadata,
        "None" => IncludeObject.None,
        "Object" => IncludeObject.Object,
        var other => throw FrontErrors.BadRequest(
            "Unable to convert to Table as requested: includeObject: Invalid value: "
            + $"{GoText.Quote(other)}: must be 'Metadata', 'Object', 'None', or empty"),
    };

    private static async Task SendProtobufAsync(HttpResponse response, ListResult list, CancellationToken cancellationToken)
    {
        using var output = new ProtobufOutput(SizeOf(list) + 256);
        ProtobufBody.Write(output, list);
        response.Prepare(StatusCodes.Status200OK, ProtobufBody.MediaType);
        await response.SendAsync(output.Written, cancellationToken);
    }

    private static async Task SendPlainAsync(
        HttpResponse response, ListResult list, ResponseFormat format, CancellationToken cancellationToken)
    {
        if (format.Encoding == ResponseEncoding.Yaml || response.HttpContext.Request.WantsPretty(format))
        {
            var whole = new ArrayBufferWriter<byte>(SizeOf(list) + 256);
            list.WriteTo(whole);
            await response.SendAsync(StatusCodes.Status200OK, list.Kind, whole.WrittenMemory, format, cancellationToken);
            return;
        }

        response.Prepare(StatusCodes.Status200OK, format.ContentType);
        if (response.Compresses(SizeOf(list)))
        {
            await using var gzip = response.BeginCompressed();
            var output = PipeWriter.Create(gzip, new StreamPipeWriterOptions(leaveOpen: true));
            await StreamAsync(new ResponseWriter(output), list, cancellationToken);
            return;
        }

        await response.StartAsync(cancellationToken); // before it, the writer gives out no memory
        await StreamAsync(new ResponseWriter(response.BodyWriter), list, cancellationToken);
    }

    private static async Task StreamAsync(ResponseWriter output, ListResult list, CancellationToken cancellationToken)
    {
        list.WriteHead(output);
        var unflushed = 0;
        for (var i = 0; i < list.Items.Count; i++)
        {
            list.WriteItem(output, i);
            unflushed += list.Items[i].Json.Length;
            if (unflushed > FlushBytes)
            {
                unflushed = 0;
                await output.FlushAsync(cancellationToken);
            }
        }

        output.Write("]}"u8);
        await output.FlushAsync(cancellationToken);
    }

    private static int SizeOf(ListResult list)
    {
        long size = 0;
        foreach (var item in list.Items)
        {
            size += item.Json.Length + 1;
        }

        return (int)Math.Min(size, int.MaxValue / 2);
    }
}
