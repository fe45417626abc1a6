namespace Slipway.ApiServer.Webhooks;

/// <summary>A webhook's certificate is not to be trusted; the message is Go's.</summary>
internal sealed class WebhookTlsException(string why) : Exception($"tls: failed to verify certificate: x509: {why}");
