# Opens connections from one address to others and gives them up shortly after: what arrives and what is answered is counted by the
# kernels at both ends. Some thousand of these run in all, and Perl is there before Node has begun.
#   perl knock.pl <port> <times> <from> <to>...
use strict;
use warnings;
use Fcntl qw(F_SETFL O_NONBLOCK);
use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6);

my ($port, $times, $from, @to) = @ARGV;

# So long a connection has for its way there and back, in seconds; the kernel would ask again after one.
my $patience = 0.12;

# Its own ports are chosen here: of those that the system would choose two may be the same.
my $first_port = 20_000;

my @open;

sub end_at {
    my ($at, $address) = @_;
    return $address =~ /:/
        ? pack_sockaddr_in6($at, inet_pton(AF_INET6, $address))
        : pack_sockaddr_in($at, inet_pton(AF_INET, $address));
}

sub knock {
    my ($at, $often) = @_;
    for my $host (@to) {
        for my $n (0 .. $often - 1) {
            socket(my $socket, $host =~ /:/ ? AF_INET6 : AF_INET, SOCK_STREAM, 0) or die "socket: $!";
            setsockopt($socket, SOL_SOCKET, SO_REUSEADDR, 1) or die "setsockopt: $!";
            bind($socket, end_at($first_port + $n, $from)) or die "bind: $!";
            fcntl($socket, F_SETFL, O_NONBLOCK) or die "fcntl: $!";
            connect($socket, end_at($at, $host));
            push @open, $socket;
        }
    }
}

# The first finds the neighbours on the way, so that nothing waits for them in a queue that is too short for all.
knock($port + 1, 1);
select(undef, undef, undef, $patience / 2);
knock($port, $times);
select(undef, undef, undef, $patience);
