using System.Buffers;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Writes a watch's events in the form that was agreed on. Plain ones are bytes shared by all watchers.</summary>
internal sealed class WatchLines(IApiServerEngine engine, ResourceReference resource, ResponseForm form, IncludeObject include)
{
    private bool _hasWrittenColumns;

    public void Write(IBufferWriter<byte> output, ResourceWatchEvent next)
    {
        if (form == ResponseForm.Plain)
        {
            output.Write(next.ToLine().Span);
            return;
        }

        output.Write(next.Type switch
        {
            WatchEventType.Added => "{\"type\":\"ADDED\",\"object\":"u8,
            WatchEventType.Modified => "{\"type\":\"MODIFIED\",\"object\":"u8,
            WatchEventType.Deleted => "{\"type\":\"DELETED\",\"object\":"u8,
            _ => "{\"type\":\"BOOKMARK\",\"object\":"u8,
        });
        output.Write(Convert(next.Object).Span);
        output.Write("}\n"u8);
    }

    private ReadOnlyMemory<byte> Convert(KubeObject obj)
    {
        if (form == ResponseForm.PartialMetadata)
        {
            return PartialObjectMetadata.Of(obj).Json;
        }

        var table = engine.ToTable(resource, [obj], list: null, include, withColumns: !_hasWrittenColumns);
        _hasWrittenColumns = true;
        return table;
    }
}
