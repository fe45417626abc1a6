using System.Buffers;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Sends one object or one list in the form that was agreed on.</summary>
internal sealed class ObjectAnswer(IApiServerEngine engine)
{
    // Large enough to be worth a system call, small enough that a large list starts to flow at once.
    private const int FlushBytes = 64 * 1024;

    public Task SendAsync(
        HttpContext context, ResourceReference resource, ObjectResult result, ResponseFormat format, CancellationToken cancellationToken)
    {
        context.Response.AddWarnings(result.Warnings);

        // A Status of success has no rows and no metadata worth cutting down to.
        var form = result.Object.Kind is { Kind: "Status", Group: "", Version: "v1" } ? ResponseForm.Plain : format.Form;
        var json = form switch
        {
            ResponseForm.Table => engine.ToTable(resource, [result.Object], list: null, IncludeOf(context.Request)),
            ResponseForm.PartialMetadata => PartialObjectMetadata.Of(result.Object).Json,
            _ => result.Object.Json,
        };
        return context.Response.SendAsync(result.StatusCode, json, format, cancellationToken);
    }

    public Task SendAsync(
        HttpContext context, ResourceReference resource, ListResult list, ResponseFormat format, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.AddWarnings(list.Warnings);
        if (format.Form == ResponseForm.Table)
        {
            var table = engine.ToTable(resource, list.Items, list, IncludeOf(context.Request));
            return response.SendAsync(StatusCodes.Status200OK, table, format, cancellationToken);
        }

        var plain = format.Form == ResponseForm.PartialMetadata ? PartialObjectMetadata.Of(list) : list;
        if (format.IsYaml || (context.Request.AcceptsGzip() && SizeOf(plain) > FlushBytes))
        {
            var whole = new ArrayBufferWriter<byte>(SizeOf(plain) + 1024);
            plain.WriteTo(whole);
            return response.SendAsync(StatusCodes.Status200OK, whole.WrittenMemory, format, cancellationToken);
        }

        return StreamAsync(response, plain, cancellationToken);
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
            $"unrecognized includeObject value: {GoText.Quote(other)}"),
    };

    private static async Task StreamAsync(HttpResponse response, ListResult list, CancellationToken cancellationToken)
    {
        response.Prepare(StatusCodes.Status200OK, "application/json");
        await response.StartAsync(cancellationToken); // before it, the writer gives out no memory
        var output = response.BodyWriter;
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
