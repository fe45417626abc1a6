using System.Buffers;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>A watch's events as a JSON object a line. What plain ones copy is the object that all watchers share.</summary>
internal sealed class WatchLines(IApiServerEngine engine, ResourceReference resource, ResponseFormat format, IncludeObject include)
    : IWatchEncoder
{
    private bool _hasWrittenColumns;

    public void Write(IBufferWriter<byte> output, ResourceWatchEvent next)
    {
        output.Write("{\"type\":\""u8);
        output.Write(WatchLine.NameOf(next.Type));
        output.Write("\",\"object\":"u8);
        var json = Convert(next.Object);
        output.Write((format.IsBeta ? BetaForm.Of(json) : json).Span);
        output.Write("}\n"u8);
    }

    public void WriteError(IBufferWriter<byte> output, KubeStatus status)
    {
        output.Write("{\"type\":\"ERROR\",\"object\":"u8);
        KubeStatusJson.Write(output, status);
        output.Write("}\n"u8);
    }

    private ReadOnlyMemory<byte> Convert(KubeObject obj)
    {
        switch (format.Form)
        {
            case ResponseForm.PartialMetadata:
                return PartialObjectMetadata.Of(obj).Json;
            case ResponseForm.Table:
                var table = engine.ToTable(resource, [obj], list: null, include, withColumns: !_hasWrittenColumns);
                _hasWrittenColumns = true;
                return table;
            default:
                return obj.Json; // an event has no list's metadata: kube-apiserver sends the object then
        }
    }
}
