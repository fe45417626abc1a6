namespace Slipway.Re2;

/// <summary>Pattern and text are so large that matching would take the server too long.</summary>
public sealed class Re2LimitException() : Exception("the regular expression takes too many steps to match a text of this length");
