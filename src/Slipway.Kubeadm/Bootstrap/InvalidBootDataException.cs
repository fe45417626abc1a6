namespace Slipway.Kubeadm.Bootstrap;

/// <summary>No boot data can be made of what the user wants.</summary>
/// <param name="message">Which fields are in the way, and what would be right.</param>
internal sealed class InvalidBootDataException(string message) : Exception(message);
