namespace Slipway.ApiServer.Spdy;

/// <summary>The client broke the protocol in a way after which nothing it sends can be understood.</summary>
/// <param name="message">What it sent, and what would be right.</param>
/// <param name="cause">What found it out.</param>
internal sealed class SpdyProtocolException(string message, Exception? cause = null) : IOException(message, cause);
