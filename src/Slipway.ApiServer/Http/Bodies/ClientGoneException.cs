namespace Slipway.ApiServer.Http.Bodies;

/// <summary>The client went away before it was answered.</summary>
internal sealed class ClientGoneException(Exception? inner = null) : Exception("the client went away before it was answered", inner);
