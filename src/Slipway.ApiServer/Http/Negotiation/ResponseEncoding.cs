namespace Slipway.ApiServer.Http.Negotiation;

/// <summary>What an answer is written in.</summary>
internal enum ResponseEncoding
{
    Json,
    Yaml,
    Protobuf,
}
