using System.Buffers;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Writes a watch's events in the form that was agreed on.</summary>
internal interface IWatchEncoder
{
    void Write(IBufferWriter<byte> output, ResourceWatchEvent next);

    /// <summary>Writes the event that tells why the stream ends.</summary>
    void WriteError(IBufferWriter<byte> output, KubeStatus status);
}
