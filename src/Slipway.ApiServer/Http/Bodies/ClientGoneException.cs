namespace Slipway.ApiServer.Http.Bodies;

/// <summary>The client went away before its request was whole.</summary>
internal sealed class ClientGoneException(Exception inner) : Exception("the client went away while its request was read", inner);
