using System.Collections.Immutable;

namespace Slipway.ApiServer.Protobuf;

/// <summary>A field as JSON shows it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Owners">The inline messages around it, from the outside in; mostly none.</param>
internal readonly record struct ProtobufMember(ProtobufField Field, ImmutableArray<ProtobufField> Owners);
