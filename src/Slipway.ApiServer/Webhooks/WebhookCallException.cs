namespace Slipway.ApiServer.Webhooks;

/// <summary>A webhook could not be asked, or did not answer as it must; told in the words of kube-apiserver and Go.</summary>
internal sealed class WebhookCallException(string message, Exception? inner = null) : Exception(message, inner);
