namespace Slipway.ApiServer.Http.Protobuf;

/// <summary>A field of a message: the name it has in JSON, and what its bytes are.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">A scalar, a well-known form, or the name of a message.</param>
/// <param name="IsRepeated">Whether it is a list.</param>
/// <param name="KeepsZero">
/// Whether false, zero and the empty text are values of their own, as of Go's pointers; else they mean absent.
/// </param>
internal readonly record struct ProtobufField(string Name, string Type, bool IsRepeated, bool KeepsZero);
