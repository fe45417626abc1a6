namespace Slipway.ApiServer.Metrics;

/// <summary>One call of an admission webhook as it is counted.</summary>
/// <param name="Name">The webhook's name.</param>
/// <param name="Type"><c>admit</c> of one that may change the object, else <c>validating</c>.</param>
/// <param name="Operation">The operation's name on the wire, such as <c>CREATE</c>.</param>
/// <param name="Code">200 of a request that was allowed; else the code of the refusal, 0 of a failure within the server.</param>
/// <param name="Rejected">Whether the request was refused.</param>
/// <param name="ErrorType">Why, as the metric names it; empty for one that was not.</param>
internal readonly record struct WebhookCall(string Name, string Type, string Operation, int Code, bool Rejected, string ErrorType);
