using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Requests;

/// <summary>Asks to be connected to something of an object, such as a port of a pod.</summary>
public sealed record ConnectRequest : ApiRequest
{
    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>What is wanted, an object of the subresource's kind such as <c>PodPortForwardOptions</c>.</summary>
    public required JsonObject Options { get; init; }
}
